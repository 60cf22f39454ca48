"""Pictures for the chat: a trend and a province's grid as SVG, with the fonts that they are drawn with."""
