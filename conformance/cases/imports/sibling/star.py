__all__ = ['public']
public = 'pub'
hidden = 'hid'
_private = 'priv'
