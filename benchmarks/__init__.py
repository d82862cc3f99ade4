"""How good and how fast is what we built, and what else would one use?"""
