"""How is a sentence of a press report taken apart?"""
