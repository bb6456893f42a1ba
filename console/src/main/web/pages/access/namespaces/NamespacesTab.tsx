export function NamespacesTab() {
  return null;
}
