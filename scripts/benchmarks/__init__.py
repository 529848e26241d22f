"""What `make bench` measures, how, and against which limit."""
