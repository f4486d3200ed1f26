"""How letters of each layout are put together: one function a layout, which gets a draft and the letters before it."""
