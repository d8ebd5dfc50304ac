import { ImagePlus, SendHorizontal, Square, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '@/ui/Button';
import { TextArea } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { accepted, dataUrlOf, faultOf } from './images';

interface ComposerProps {
  isRunning: boolean;
  /** Why nothing can be sent. */
  fault: string | null;
  onSend: (text: string, images: readonly string[]) => void;
  onStop: () => void;
}

/** Where a question is written. Enter sends it, with Shift it is a new line. */
export function Composer({ isRunning, fault, onSend, onStop }: ComposerProps) {
  const { t } = useTranslation('playground');
  const [text, setText] = useState('');
  const [images, setImages] = useState<readonly string[]>([]);
  const files = useRef<HTMLInputElement>(null);
  const canSend = !isRunning && fault === null && (text.trim() !== '' || images.length > 0);

  const attach = async (list: Iterable<File>) => {
    for (const file of list) {
      const wrong = faultOf(file);
      if (wrong !== null) toast.failed(t('image_refused', { name: file.name }), t(`image_fault.${wrong}`));
      else
        try {
          const url = await dataUrlOf(file);
          setImages((before) => [...before, url]);
        } catch (error) {
          toast.failed(t('image_refused', { name: file.name }), error);
        }
    }
  };

  const send = () => {
    if (!canSend) return;
    onSend(text, images);
    setText('');
    setImages([]);
  };

  return (
    <form
      className="sticky bottom-0 z-10 mt-4 rounded-lg border border-edge/60 bg-surface p-2 shadow-lg"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {images.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-2">
          {images.map((image, place) => (
            <li key={image.slice(-64) + String(place)} className="relative">
              <img src={image} alt={t('image', { number: place + 1 })} className="h-16 rounded-md border border-line" />
              <button
                type="button"
                aria-label={t('image_remove', { number: place + 1 })}
                className="absolute -top-1.5 -right-1.5 rounded-full border border-line bg-surface p-0.5 text-muted hover:text-ink"
                onClick={() => setImages(images.filter((_, other) => other !== place))}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-end gap-2">
        <input
          ref={files}
          type="file"
          accept={accepted}
          multiple
          aria-label={t('image_file')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void attach(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <IconButton icon={ImagePlus} label={t('image_attach')} onClick={() => files.current?.click()} />
        <TextArea
          label={t('message')}
          isLabelHidden
          placeholder={t('message_hint')}
          className="flex-1"
          rows={Math.min(8, Math.max(1, text.split('\n').length))}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
            if (pasted.length === 0) return;
            event.preventDefault();
            void attach(pasted);
          }}
          onKeyDown={(event) => {
            // Enter that ends a word of an input method (Chinese, say) is not meant for us.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        {isRunning ? (
          <Button icon={Square} onClick={onStop}>
            {t('stop')}
          </Button>
        ) : (
          <Button type="submit" look="primary" icon={SendHorizontal} disabled={!canSend}>
            {t('send')}
          </Button>
        )}
      </div>
      {fault !== null && (
        <p role="alert" className="mt-1 px-1 text-sm text-bad">
          {fault}
        </p>
      )}
    </form>
  );
}
