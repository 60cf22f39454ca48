"""Where on the paper things stand: rows and cells, columns, headings, the labels of levels, districts named."""
