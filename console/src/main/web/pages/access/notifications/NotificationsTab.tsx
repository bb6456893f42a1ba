export default function NotificationsTab() {
  return null;
}
