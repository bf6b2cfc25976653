/// Placeholder.
package enum ChecksModule {}
