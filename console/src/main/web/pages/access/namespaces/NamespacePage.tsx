export default function NamespacePage() {
  return null;
}
