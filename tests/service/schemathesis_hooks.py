"""What schemathesis has to be told: a workbook is sent as the bytes that it makes up."""

import schemathesis

schemathesis.serializer.alias("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream")
