import * as v from 'valibot';
import { createJsonFile, type JsonFormat } from './files/json-file';

const boundsSchema = v.object({
  width: v.number(),
  height: v.number(),
  x: v.number(),
  y: v.number(),
});
const stateSchema = v.object({ version: v.literal(1), bounds: v.nullable(boundsSchema) });
const format: JsonFormat<v.InferOutput<typeof stateSchema>> = {
  version: 1,
  schema: stateSchema,
  empty: { version: 1, bounds: null },
};
export type Bounds = v.InferOutput<typeof boundsSchema>;

export interface WindowState {
  recall(): Promise<Bounds | null>;
  remember(bounds: Bounds): Promise<void>;
}

/** Where the window was when it was last closed. */
export const createWindowState = (file: string, now: () => number): WindowState => {
  const document = createJsonFile(file, format, now);
  return {
    recall: async () => (await document.read()).bounds,
    remember: (bounds) => document.update(({ version }) => ({ version, bounds })),
  };
};
