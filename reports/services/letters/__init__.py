"""The letter machine: 拟稿 → 核稿 → 送签 → 签发 → 编号 → 印发; the only writer of a letter."""
