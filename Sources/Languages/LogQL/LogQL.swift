/// LogQL as Loki reads it, with byte positions.
public enum LogQL {}
