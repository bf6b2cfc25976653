print("belfry-dev")
