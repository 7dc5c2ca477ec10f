import { locales } from '../../../renderer/messages/compiled/runtime';
import { parts } from '../../../renderer/parts';
import { loadWords } from '../../../renderer/words';

await Promise.all([
  ...locales.map(loadWords),
  ...Object.values(parts).map((part: { load(): Promise<void> }) => part.load()),
]);
