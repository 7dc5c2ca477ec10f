import * as v from 'valibot';
import { createJsonFile, type JsonFileOptions, type JsonFormat } from '../files/json-file';

/** What this workstation remembers of a device: nothing secret. */
const rememberedSchema = v.object({
  deviceId: v.string(),
  /** when a device authentication on it completed (milliseconds since the epoch, UTC), and what to look it up by */
  proof: v.nullable(
    v.object({ at: v.number(), authenticationId: v.string(), reference: v.string() }),
  ),
  /** set when it is PingID Desktop of this computer */
  pairedHere: v.boolean(),
  /** whose it is, or was: known of PingID Desktop of this computer */
  userId: v.exactOptional(v.string()),
  /** set when PingID Desktop of this computer has said that it does not know it */
  forgotten: v.exactOptional(v.boolean()),
});
export type RememberedDevice = v.InferOutput<typeof rememberedSchema>;

const memorySchema = v.object({ version: v.literal(1), devices: v.array(rememberedSchema) });
const format: JsonFormat<v.InferOutput<typeof memorySchema>> = {
  version: 1,
  schema: memorySchema,
  empty: { version: 1, devices: [] },
};

/** Enough for years of pairing at one workstation; the oldest are forgotten first. */
const memoryLimit = 500;

export interface DeviceMemory {
  recall(): Promise<ReadonlyMap<string, RememberedDevice>>;
  remember(deviceId: string, change: Partial<Omit<RememberedDevice, 'deviceId'>>): Promise<void>;
  /**
   * The device was removed at PingOne. Of PingID Desktop of this computer it stays known that it was paired, and by whom:
   * it does not hear of its removal.
   */
  forget(deviceId: string, userId: string): Promise<void>;
}

export const createDeviceMemory = (
  file: string,
  now: () => number,
  options: JsonFileOptions = {},
): DeviceMemory => {
  const document = createJsonFile(file, format, now, options);
  return {
    async recall() {
      const { devices } = await document.read();
      return new Map(devices.map((device) => [device.deviceId, device]));
    },
    remember: (deviceId, change) =>
      document.update(({ version, devices }) => {
        const known = devices.find((device) => device.deviceId === deviceId);
        const others = devices.filter((device) => device.deviceId !== deviceId);
        const remembered = { deviceId, proof: null, pairedHere: false, ...known, ...change };
        return { version, devices: [...others, remembered].slice(-memoryLimit) };
      }),
    async forget(deviceId, userId) {
      if (!(await this.recall()).has(deviceId)) return;
      await document.update(({ version, devices }) => ({
        version,
        devices: devices.flatMap((device) => {
          if (device.deviceId !== deviceId) return [device];
          return device.pairedHere ? [{ ...device, userId, proof: null }] : [];
        }),
      }));
    },
  };
};
