"""How large may a file of units be, and where do its bytes lie?"""

from ehya.register.intake.opening import Limits

FOLDER = "received"  # in the home folder; each file under its SHA-256
LIMITS = Limits(bytes=2_000_000_000, workbook_bytes=200_000_000, rows=2_000_000, columns=500)
READINGS_LIMITS = Limits(
    bytes=20_000_000_000, workbook_bytes=200_000_000, rows=100_000_000, columns=500, many=True
)
