"""Who plays a programme that does not exist, and what becomes of its cases?"""
