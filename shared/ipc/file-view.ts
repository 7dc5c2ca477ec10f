import * as v from 'valibot';

/** What can be wrong with a file in which this program keeps something. */
export const fileTroubleSchema = v.picklist(['damaged', 'unreadable', 'newer', 'notWritten']);
export type FileTrouble = v.InferOutput<typeof fileTroubleSchema>;

/** Files whose loss means something to a person; `signOuts`: what somebody signed out of. */
export const keptFiles = ['journal', 'devices', 'signOuts'] as const;
export type KeptFile = (typeof keptFiles)[number];

export const fileTroublesSchema = v.object({
  troubles: v.array(v.object({ file: v.picklist(keptFiles), trouble: fileTroubleSchema })),
});
export type FileTroubles = v.InferOutput<typeof fileTroublesSchema>;
