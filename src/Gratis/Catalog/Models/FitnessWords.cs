namespace Gratis.Catalog.Models;

/// <summary>Words that tell what a model does instead of chatting.</summary>
internal static class FitnessWords
{
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Reasons = Read("""
        makes images: banana cogview dalle flux flux1 flux2 hidream hunyuanimage ideogram image imagen imagine img2img inpainting kandinsky kolors kontext midjourney
        makes images: outpainting pixart recraft schnell sd sdxl seededit seedream t2i txt2img upscaler
        makes videos: cogvideo cogvideox hailuo hunyuanvideo i2v kling ltx ltxv mochi pixverse seedance skyreels sora t2v text2video veo vidu wan
        works on videos: video
        makes music: lyria music musicgen suno udio
        makes 3D shapes: hunyuan3d trellis
        speaks: bark chatterbox cosyvoice fastpitch indextts kokoro magpie melotts orpheus parler speecht5 tts ttsd xtts zonos
        works on sound: audio audio2face canary parakeet realtime seamless sonic speaker speech studiovoice voice voicechat
        writes down speech: asr conformer funasr moonshine sensevoice sensevoicesmall stt telespeech telespeechasr transcribe transcription wav2vec2 whisper
        judges safety: guard guardrail guardrails llamaguard moderation moderations nemoguard promptguard safeguard safety shield shieldgemma toxicity wildguard
        finds personal data: gliner pii
        reads documents: deplot docling florence mineru nemoretriever ocr olmocr paddleocr paligemma paligemma2 parse parser rolmocr smoldocling lightonocr hunyuanocr
        finds documents: retriever
        only translates: madlad madlad400 mt nllb translate translategemma translation translator
        grades answers: armorm genrm prm reward rewards
        checks scenes: usdvalidate
        compares images: clip nvclip siglip siglip2
        detects objects: bevformer detr dino segformer sparsedrive streampetr yolo
        works on molecules: alphafold diffdock esm2 esmfold evo2 genmol molmim openfold openfold2 openfold3 proteinmpnn rfdiffusion
        completes text, does not chat: babbage davinci
        answers from given passages only: aqa
        """);

    // Two words in a row that mean what neither means alone.
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> PairReasons = Read("""
        makes images: dall-e stable-diffusion sd-turbo playground-v2 playground-v3 janus-pro
        works on videos: cosmos-predict cosmos-predict1 cosmos-predict2 cosmos-transfer cosmos-transfer1 cosmos-transfer2
        works on sound: flash-live live-preview gemini-live
        judges safety: granite-guardian
        finds personal data: privacy-filter
        completes text, does not chat: turbo-instruct
        """);

    // Vendors of nothing else.
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> VendorReasons = Read("""
        makes images: black-forest-labs leonardo leonardoai recraft-ai
        makes videos: lightricks runwayml
        works on sound: assemblyai canopylabs deepgram elevenlabs
        """);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Embedding = IdWords.Set("""
        bce bge colbert colpali colqwen e5 embed embed2 embedcode embedding embeddinggemma embeddings embedqa gte labse m3e minilm mxbai
        sbert simcse splade text2vec voyage
        """);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Rerank = IdWords.Set("ranker rerank reranker rerankqa reranking");

    public static string? Reason(ReadOnlySpan<char> word) => Find(Reasons, word);

    public static string? ReasonOfPair(ReadOnlySpan<char> pair) => Find(PairReasons, pair);

    public static string? ReasonOfVendor(ReadOnlySpan<char> vendor) => Find(VendorReasons, vendor);

    public static bool IsEmbedding(ReadOnlySpan<char> word) => Embedding.Contains(word);

    public static bool IsRerank(ReadOnlySpan<char> word) => Rerank.Contains(word);

    private static string? Find(Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> reasons, ReadOnlySpan<char> key) =>
        reasons.TryGetValue(key, out var reason) ? reason : null;

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Read(string table)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var word in line[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                reasons[word] = line[..colon];
        }

        return reasons.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
