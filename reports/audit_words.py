"""What the audited acts of this app are called on the audit page."""

WORDS = {
    "ledger.export": "导出任务台账",
    "late.export": "导出逾期清单",
}
