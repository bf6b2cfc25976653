import BelfryCLI

Belfry.start()
