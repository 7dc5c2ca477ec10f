import { m } from '../messages/compiled/messages';

/** What is said differently to whoever looks after somebody else's devices. */
interface OwnerWords {
  readonly back: () => string;
  readonly unread: () => string;
  readonly offline: () => string;
  readonly rename: () => string;
  readonly remove: () => string;
  readonly removeLast: () => string;
  readonly removeLastLabel: () => string;
}

export const ownerWords = {
  own: {
    back: m.device_back,
    unread: m.devices_unread_title,
    offline: m.devices_offline_text,
    rename: m.rename_text,
    remove: m.remove_text,
    removeLast: m.remove_last,
    removeLastLabel: m.remove_last_label,
  },
  served: {
    back: m.kiosk_devices_back,
    unread: m.kiosk_devices_unread,
    offline: m.kiosk_devices_offline,
    rename: m.kiosk_rename_text,
    remove: m.kiosk_remove_text,
    removeLast: m.kiosk_remove_last,
    removeLastLabel: m.kiosk_remove_last_label,
  },
} satisfies Record<'own' | 'served', OwnerWords>;
