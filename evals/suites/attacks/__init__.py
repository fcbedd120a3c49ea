"""The suite attacks: are orders and requests for harm refused, for the right reason, and what do the others meet?"""
