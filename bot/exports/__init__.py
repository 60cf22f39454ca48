"""Files that leave the office: the summary form and the province as XLSX, CSV, and a district's evidence as one ZIP."""
