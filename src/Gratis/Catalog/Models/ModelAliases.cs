namespace Gratis.Catalog.Models;

/// <summary>Names of one model that no rule joins.</summary>
internal static class ModelAliases
{
    // Family, then what else it is called.
    private static readonly Dictionary<string, string> Families = Read("""
        claude-3-5-haiku: claude-35-haiku claude-haiku-3-5
        claude-3-5-sonnet: claude-35-sonnet claude-sonnet-3-5
        claude-3-7-sonnet: claude-37-sonnet claude-sonnet-3-7
        claude-haiku-4-5: claude-4-5-haiku
        claude-opus-4: claude-4-opus
        claude-opus-4-1: claude-4-1-opus
        claude-opus-4-5: claude-4-5-opus
        claude-sonnet-4: claude-4-sonnet
        claude-sonnet-4-5: claude-4-5-sonnet
        codestral-2501: codestral-25-01
        codestral-2508: codestral-25-08
        command-a: command-a-03-2025 command-a-111b
        command-a-plus: command-a-plus-05-2026
        command-a-reasoning: command-a-reasoning-08-2025
        command-a-translate: command-a-translate-08-2025
        command-a-vision: command-a-vision-07-2025
        command-r7b: command-r7b-12-2024 command-r-7b-12-2024
        command-r7b-arabic: command-r7b-arabic-02-2025
        deepseek-r1: deepseek-r1-0120 deepseek-r1-671b
        deepseek-r1-0528-qwen3-8b: deepseek-r1-qwen3-8b deepseek-r1-8b
        deepseek-r1-distill-llama-70b: deepseek-r1-70b
        deepseek-r1-distill-qwen-14b: deepseek-r1-14b
        deepseek-r1-distill-qwen-1-5b: deepseek-r1-1-5b
        deepseek-r1-distill-qwen-32b: deepseek-r1-32b
        deepseek-r1-distill-qwen-7b: deepseek-r1-7b
        deepseek-v3: deepseek-v3-1226 deepseek-v3-671b
        deepseek-v3-1: deepseek-v3-1-0821 deepseek-v3-1-671b
        deepseek-v3-2: deepseek-v3-2-1201 deepseek-v3-2-671b
        deepseek-v3-2-exp: deepseek-v3-2-exp-0929
        deepseek-v4-flash: deepseek-v4-flash-0731
        devstral-2: devstral-2512 devstral-2-123b devstral-2-123b-2512 devstral-2-2512
        devstral-medium: devstral-medium-2507
        devstral-small: devstral-small-24b
        devstral-small-2: devstral-small-2512 devstral-small-2-24b devstral-small-2-24b-2512
        gemma-3n-e2b: gemma-3n-2b
        gemma-3n-e4b: gemma-3n-4b
        gemma-4-26b-a4b: gemma-4-26b
        glm-4-9b: glm-4-9b-0414
        glm-z1-9b: glm-z1-9b-0414
        gpt-3-5-turbo: gpt-35-turbo
        granite-4-0-h-micro: granite-4-h-micro
        granite-4-0-h-small: granite-4-h-small
        granite-4-0-h-tiny: granite-4-h-tiny
        granite-4-0-micro: granite-4-micro
        grok-code-fast-1: grok-code-fast
        hermes-3-llama-3-1-405b: hermes-3-405b
        hermes-3-llama-3-1-70b: hermes-3-70b
        hermes-3-llama-3-1-8b: hermes-3-8b
        hermes-4-llama-3-1-405b: hermes-4-405b
        hermes-4-llama-3-1-70b: hermes-4-70b
        kimi-k2: kimi-k2-0711 kimi-k2-1t
        kimi-k2-0905: kimi-k2-1t-0905
        kimi-k2-thinking: kimi-k2-thinking-turbo
        lfm2-5-1-2b: lfm2-5-1b
        llama-2-13b: llama2-13b
        llama-3-2-11b-vision: llama-3-2-vision-11b llama-3-2-vision
        llama-3-2-90b-vision: llama-3-2-vision-90b
        llama-3-1-nemotron-ultra-253b: llama-3-1-nemotron-ultra-253b-v1
        llama-3-3-nemotron-super-49b: llama-3-3-nemotron-super-49b-v1 llama-3-3-nemotron-49b-super-v1
        llama-3-3-nemotron-super-49b-v1-5: llama-nemotron-super-49b-v1-5
        llama-4-maverick: llama-4-maverick-17b-128e llama-4-maverick-17b llama-4-400b llama-4-128x17b
        llama-4-scout: llama-4-scout-17b-16e llama-4-scout-17b llama-4-109b llama-4-16x17b
        magistral-medium-1-2: magistral-medium-2509
        magistral-small-1: magistral-small-2506
        magistral-small-1-2: magistral-small-2509
        mimo-v2-5: mimo-v2-5-0424
        ministral-3-14b: ministral-14b-2512 ministral-3-14b-25-12 ministral-3-14b-2512
        ministral-3-3b: ministral-3b-2512 ministral-3-3b-25-12 ministral-3-3b-2512
        ministral-3-8b: ministral-8b-2512 ministral-3-8b-25-12 ministral-3-8b-2512
        ministral-8b: ministral-8b-2410
        mistral-7b-v0-1: open-mistral-7b-v0-1
        mistral-7b-v0-2: mistral-7b-v02 mistral-7b-0-2
        mistral-7b-v0-3: mistral-7b-v03 mistral-7b-0-3
        mistral-large-2407: mistral-large-2 mistral-large-2-123b mistral-large-2-2407
        mistral-large-3: mistral-large-2512 mistral-large-3-675b mistral-large-3-675b-2512
        mistral-medium-3: mistral-medium-2505
        mistral-medium-3-1: mistral-medium-2508
        mistral-medium-3-5: mistral-medium-3-5-128b
        mistral-nemo: mistral-nemo-2407 mistral-nemo-12b mistral-nemo-12b-2407 open-mistral-nemo open-mistral-nemo-2407
        mistral-small-3: mistral-small-2501 mistral-small-24b-2501 mistral-small-24b mistral-small-3-24b
        mistral-small-3-1: mistral-small-2503 mistral-small-3-1-24b mistral-small-3-1-24b-2503 mistral-small3-1-24b mistral-small3-1
        mistral-small-3-2: mistral-small-2506 mistral-small-3-2-24b mistral-small-3-2-24b-2506 mistral-small3-2-24b mistral-small3-2
        mistral-small-4: mistral-small-2603 mistral-small-4-119b-2603 mistral-small-4-119b
        mixtral-8x22b: mixtral-8x22b-v0-1 mistral-8x22b open-mixtral-8x22b
        mixtral-8x7b: mixtral-8x7b-v0-1 mistral-8x7b open-mixtral-8x7b
        muse-glimmer: muse-glimmer-30b
        nemotron-3-nano-30b-a3b: nemotron-3-nano nemotron-3-nano-30b
        nemotron-3-nano-omni-30b-a3b: nemotron-3-nano-omni-30b-a3b-reasoning nemotron-3-nano-omni
        nemotron-3-super-120b-a12b: nemotron-3-super nemotron-3-120b-a12b nemotron-3-super-120b
        nemotron-3-ultra-550b-a55b: nemotron-3-ultra nemotron-3-ultra-550b
        nemotron-3-5-lightning-30b-a3b: nemotron-3-5-lightning
        nemotron-nano-9b-v2: nemotron-nano-9b
        north-mini-code: north-mini-code-1-0
        nova-2-lite: nova-2-lite-v1 nova-2-0-lite
        nova-2-pro: nova-2-pro-v1 nova-2-0-pro
        nova-lite: nova-lite-v1 nova-lite-v1-0
        nova-micro: nova-micro-v1 nova-micro-v1-0
        nova-premier: nova-premier-v1
        nova-pro: nova-pro-v1 nova-pro-v1-0
        olmo-2-32b: olmo-2-0325-32b
        phi-3-5-mini: phi-3-5-3-8b phi-3-5-mini-3-8b
        phi-4: phi-4-14b
        phi-4-mini: phi-4-mini-3-8b
        pixtral-12b: pixtral-12b-2409
        pixtral-large: pixtral-large-2411
        qwen3-235b-a22b: qwen3-235b
        qwen3-30b-a3b: qwen3-30b
        qwen3-5-122b-a10b: qwen3-5-122b
        qwen3-5-35b-a3b: qwen3-5-35b
        qwen3-5-397b-a17b: qwen3-5-397b
        qwen3-6-35b-a3b: qwen3-6-35b
        qwen3-coder-30b-a3b: qwen3-coder-30b
        qwen3-coder-480b-a35b: qwen3-coder qwen3-coder-480b
        qwen3-coder-next: qwen3-coder-next-80b-a3b
        qwen3-next-80b-a3b: qwen3-next-80b
        qwen3-vl-235b-a22b: qwen3-vl-235b
        qwen3-vl-30b-a3b: qwen3-vl-30b
        qwq-32b: qwq
        solar-10-7b: solar-10-7b-v1-0
        solar-pro-2: solar-pro2
        solar-pro-3: solar-pro3
        solar-pro-4: solar-pro4
        step-3-5-flash: stepfun-3-5-flash
        step-3-7-flash: stepfun-3-7-flash
        """);

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Families.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All of them, by the name that is not a family.</summary>
    public static IReadOnlyDictionary<string, string> All => Families;

    /// <summary>The family that has this name too; null where nobody has.</summary>
    public static string? Find(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var family) ? family : null;

    private static Dictionary<string, string> Read(string table)
    {
        var families = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in table.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            var family = line[..colon].ToString();
            foreach (var range in line[(colon + 2)..].Split(' '))
                families.Add(line[(colon + 2)..][range].ToString(), family);
        }

        return families;
    }
}
