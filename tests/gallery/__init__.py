"""Pictures of every page, card and form, made from a round that is played; `make gallery` draws them."""
