/// Placeholder.
package enum WorkspaceModule {}
