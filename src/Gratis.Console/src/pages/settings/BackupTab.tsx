import { BackupPanel } from './BackupPanel';
import { ImportPanel } from './ImportPanel';
import { RestorePanel } from './RestorePanel';

/** The books out and in as a whole, and the config of other systems. */
export function BackupTab() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <BackupPanel />
      <RestorePanel />
      <div className="lg:col-span-2">
        <ImportPanel />
      </div>
    </div>
  );
}
