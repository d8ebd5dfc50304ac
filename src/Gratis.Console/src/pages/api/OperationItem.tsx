import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OpenApi } from '@/api/openapi';
import { Badge, type Tone } from '@/ui/Badge';
import { OperationBody } from './OperationBody';
import type { Method, Operation } from './operations';

const tones: Record<Method, Tone> = { get: 'accent', post: 'good', put: 'warn', patch: 'warn', delete: 'bad' };

/** A line for each operation; what it takes and gives is drawn when it is opened, or when the address names it. */
export function OperationItem({ document, operation }: { document: OpenApi; operation: Operation }) {
  const [location] = useLocation();
  const [isOpen, setOpen] = useState(location === `/api-reference/${operation.id}`);
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover">
          <span className="w-16 shrink-0">
            <Badge tone={tones[operation.method]}>{operation.method.toUpperCase()}</Badge>
          </span>
          <span className="min-w-0 font-mono text-sm break-all">{operation.path}</span>
          <span className="min-w-0 text-sm break-words text-muted">{operation.summary}</span>
        </summary>
        {isOpen && <OperationBody document={document} operation={operation} />}
      </details>
    </li>
  );
}
