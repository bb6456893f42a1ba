/** Shapes of the server's interfaces; `/api/v2/openapi.json` and `/api/v1/openapi.json` describe them. */

export type Status = 'OK' | 'WARN' | 'UNSUPPORTED' | 'UNSCANNED' | 'INCOMPLETE' | 'FAIL';

/** The scale that the words of all distributions are put on. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'negligible' | 'unknown';

/** UTC, ISO 8601. */
export type Time = string;
