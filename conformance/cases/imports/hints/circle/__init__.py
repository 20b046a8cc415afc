__all__ = ["two"]
