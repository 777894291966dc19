"""The decisions of selection: values in, values out."""
