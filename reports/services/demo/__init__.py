"""示例县: made-up data whose history is made through the services, day by day."""
