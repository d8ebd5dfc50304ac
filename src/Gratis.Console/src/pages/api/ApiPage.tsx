import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openApiQuery, type OpenApi } from '@/api/openapi';
import { EmptyState } from '@/ui/EmptyState';
import { SearchHead } from '@/ui/SearchHead';
import { Markdown } from '@/ui/Markdown';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { OperationItem } from './OperationItem';
import { sectionsOf } from './operations';

/** What the gateway's own description of its API says, to look things up in. */
export default function ApiPage() {
  const { t } = useTranslation('api');
  const query = useQuery(openApiQuery);
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <a href="/openapi.json" target="_blank" rel="noopener noreferrer">
            openapi.json
          </a>
        }
      />
      <QueryState query={query}>{(document) => <Reference document={document} />}</QueryState>
    </>
  );
}

function Reference({ document }: { document: OpenApi }) {
  const { t } = useTranslation('api');
  const [text, setText] = useState('');
  const sections = useMemo(() => sectionsOf(document, text), [document, text]);
  const count = sections.reduce((sum, section) => sum + section.operations.length, 0);
  return (
    <div className="flex flex-col gap-4">
      {document.info.description !== undefined && <Markdown text={document.info.description} />}
      <SearchHead label={t('search')} text={text} onText={setText} found={t('count', { count })} />
      {count === 0 && <EmptyState icon={SearchX} title={t('none_found')} />}
      {sections.map(({ tag, description, operations }) => (
        <Panel key={tag} title={tag} aside={<span className="text-sm text-muted">{description}</span>} isFlush>
          <ul className="divide-y divide-line">
            {operations.map((operation) => (
              <OperationItem key={operation.id} document={document} operation={operation} />
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}
