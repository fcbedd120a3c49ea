"""The suite masking: is personal data found in what people type, and is everything else left alone?"""
