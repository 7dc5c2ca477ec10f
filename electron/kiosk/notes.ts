import type { Person } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import type { RecordEntry } from '../record/entry';
import type { ShiftRecord } from '../record/record';

type Noted = Pick<RecordEntry, 'action'> & Partial<Omit<RecordEntry, 'operator'>>;

/** Writes into the record what this operator does. Errors: `recordNotWritten`. */
export type Note = (noted: Noted) => Promise<Result<undefined>>;

/** `subjectId`: who is being served, where the note does not say it itself. */
export const createNote =
  (record: ShiftRecord, operator: Person, subjectId: () => string | null): Note =>
  (noted) => {
    const id = subjectId();
    return record.append({
      outcome: 'done',
      operator: { id: operator.id, username: operator.username },
      subject: id === null ? null : { id },
      device: null,
      proof: null,
      transactionId: null,
      correlationId: null,
      detail: null,
      ...noted,
    });
  };
