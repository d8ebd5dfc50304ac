{{- define "gratis.name" -}}
{{- $name := ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) }}
{{- $name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "gratis.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "gratis.labels" -}}
{{ include "gratis.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "gratis.shared" -}}
{{- if or .Values.postgres.existingSecret .Values.secrets.GRATIS_POSTGRES }}yes{{ end }}
{{- end }}

{{- define "gratis.several" -}}
{{- if gt (int .Values.replicas) 1 }}yes{{ end }}
{{- end }}

{{- define "gratis.secret" -}}
{{- if .Values.existingSecret }}{{ .Values.existingSecret }}{{ else }}{{ include "gratis.name" . }}{{ end }}
{{- end }}
