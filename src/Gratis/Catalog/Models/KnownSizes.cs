using System.Globalization;

namespace Gratis.Catalog.Models;

/// <summary>Sizes that vendors published and ids leave out or tell by half.</summary>
internal static class KnownSizes
{
    // Family, billions of parameters, billions at work on one token where it is a mixture of experts.
    private static readonly Dictionary<string, ModelSize> Sizes = Read("""
        arctic 480 17
        codestral 22
        command-a 111
        command-a-reasoning 111
        command-a-translate 111
        command-a-vision 112
        command-r 35
        command-r-08-2024 32
        command-r-plus 104
        command-r-plus-08-2024 104
        command-r7b 8
        command-r7b-arabic 8
        dbrx 132 36
        deepseek-chat 671 37
        deepseek-coder-v2 236 21
        deepseek-coder-v2-lite 16 2.4
        deepseek-r1 671 37
        deepseek-r1-0528 671 37
        deepseek-reasoner 671 37
        deepseek-v2 236 21
        deepseek-v2-5 236 21
        deepseek-v3 671 37
        deepseek-v3-0324 671 37
        deepseek-v3-1 671 37
        deepseek-v3-1-terminus 671 37
        deepseek-v3-2 671 37
        deepseek-v3-2-exp 671 37
        deepseek-v3-2-speciale 671 37
        devstral-2 123
        devstral-small 24
        devstral-small-2 24
        devstral-small-2505 24
        devstral-small-2507 24
        glm-4-5 355 32
        glm-4-5-air 106 12
        glm-4-5v 106 12
        glm-4-6 355 32
        glm-4-6v 106 12
        glm-4-6v-flash 9
        glm-4-7 355 32
        glm-4-7-flash 30 3
        glm-5 744 40
        gpt-oss-120b 120 5.1
        gpt-oss-20b 20 3.6
        granite-4-0-h-micro 3
        granite-4-0-h-small 32 9
        granite-4-0-h-tiny 7 1
        granite-4-0-micro 3
        grok-1 314
        intellect-3 106 12
        jamba-1-5-large 398 94
        jamba-1-5-mini 52 12
        jamba-1-6-large 398 94
        jamba-1-6-mini 52 12
        jamba-1-7-large 398 94
        jamba-1-7-mini 52 12
        k-exaone 236 23
        kimi-k2 1000 32
        kimi-k2-0905 1000 32
        kimi-k2-5 1000 32
        kimi-k2-6 1000 32
        kimi-k2-thinking 1000 32
        ling-1t 1000 50
        ling-flash-2-0 100 6.1
        ling-mini-2-0 16 1.4
        llama-4-maverick 400 17
        llama-4-scout 109 17
        longcat-flash 560 27
        longcat-flash-thinking 560 27
        magistral-small 24
        magistral-small-1 24
        magistral-small-1-2 24
        mai-ds-r1 671 37
        mimo-v2-flash 309 15
        minimax-m1 456 46
        minimax-m2 230 10
        minimax-m2-1 230 10
        minimax-m2-5 230 10
        minimax-m2-7 230 10
        mistral-7b-v0-3 7
        mistral-large-2407 123
        mistral-large-2411 123
        mistral-large-3 675 41
        mistral-medium-3-5 128
        mistral-nemo 12
        mistral-saba 24
        mistral-small-3 24
        mistral-small-3-1 24
        mistral-small-3-2 24
        mistral-small-4 119
        mixtral-8x22b 141 39
        mixtral-8x7b 46.7 12.9
        phi-3-5-mini 3.8
        phi-3-5-moe 42 6.6
        phi-3-5-vision 4.2
        phi-3-medium-128k 14
        phi-3-medium-4k 14
        phi-3-mini-128k 3.8
        phi-3-mini-4k 3.8
        phi-3-small-128k 7
        phi-3-small-8k 7
        phi-4 14
        phi-4-mini 3.8
        phi-4-mini-reasoning 3.8
        phi-4-multimodal 5.6
        phi-4-reasoning 14
        phi-4-reasoning-plus 14
        pixtral-large 124
        qwen3-coder-next 80 3
        qwen3-max 1000
        reka-flash-3 21
        ring-1t 1000 50
        ring-flash-2-0 100 6.1
        sarvam-m 24
        solar-pro-2 31
        step-3 321 38
        step-3-5-flash 196 11
        trinity-large 400 13
        """);

    /// <summary>The size of a family; null where only its id can tell.</summary>
    public static ModelSize? Find(string family) => Sizes.TryGetValue(family, out var size) ? size : null;

    private static Dictionary<string, ModelSize> Read(string table)
    {
        var sizes = new Dictionary<string, ModelSize>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n'))
        {
            var cells = line.TrimEnd('\r').Split(' ');
            sizes.Add(cells[0], new ModelSize(Number(cells[1]), cells.Length > 2 ? Number(cells[2]) : null));
        }

        return sizes;
    }

    private static decimal Number(string cell) => decimal.Parse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
