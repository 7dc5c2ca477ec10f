import type { DeviceType } from '../../shared/devices/catalog';

/** A telephone number as it was typed. The three types that need one share it. */
export interface TypedPhone {
  /** ISO 3166-1 alpha-2; null: none chosen */
  readonly country: string | null;
  readonly text: string;
}

/**
 * What a person typed in this pairing, sent or not: "Use another method" and back again loses nothing. A window that is
 * reloaded starts with nothing but the draft that the main process keeps.
 */
export class Typed {
  phone: TypedPhone | null = null;
  extension: string | null = null;
  email: string | null = null;
  serialNumber: string | null = null;
  readonly nicknames = new Map<DeviceType, string>();
}
