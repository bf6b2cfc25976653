/// Conditions on labels: Alertmanager's two grammars for them, and what one condition says about another.
public enum Matchers {}
