class A:
    def __init__(self): self.value = 1
a = A(); a.valeu
