"""From what people type to what they train.

`recognize` is the only name that other rooms need.
"""
