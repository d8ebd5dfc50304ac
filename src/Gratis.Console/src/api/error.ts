/** What the gateway says when it does not do what it was asked: `{"error":{message, code, …}}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  readonly code: string;
  readonly param: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, code: string, message: string, more: ErrorDetails = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.status = status;
    this.code = code;
    this.param = more.param;
    this.requestId = more.requestId;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

interface ErrorDetails {
  param?: string | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** Reads an error answer; whatever stands between here and the gateway may answer in other shapes. */
export async function readError(response: Response): Promise<ApiError> {
  const body = await response.text();
  const error = errorOf(body);
  const wait = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiError(
    response.status,
    text(error['code']) ?? `http_${response.status}`,
    text(error['message']) ?? `HTTP ${response.status} ${response.statusText}`.trim(),
    {
      param: text(error['param']),
      requestId: response.headers.get('X-Gateway-Request-Id') ?? undefined,
      retryAfterSeconds: Number.isFinite(wait) ? wait : undefined,
    },
  );
}

function errorOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    const error = isRecord(parsed) ? parsed['error'] : undefined;
    return isRecord(error) ? error : {};
  } catch {
    return {};
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
