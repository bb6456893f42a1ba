export default function QuotasTab() {
  return null;
}
