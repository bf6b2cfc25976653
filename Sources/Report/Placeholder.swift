/// Placeholder.
package enum Placeholder {}
