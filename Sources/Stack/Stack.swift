/// Placeholder.
package enum StackModule {}
