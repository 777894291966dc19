"""The decisions of requests: values in, values out."""
