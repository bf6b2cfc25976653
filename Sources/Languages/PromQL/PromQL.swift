/// Placeholder until the parser lands.
package enum PromQLModule {}
