/// Placeholder.
package enum BelfryCLIModule {}
