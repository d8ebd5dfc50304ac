using System.Text.Json;

namespace Gratis.Wire;

/// <content>The content of a message.</content>
internal ref partial struct RequestWalk
{
    private const string ContentShape = "a string or an array of strings and objects";

    private bool ReadContent()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            Tally.TextBytes += TextLength();
            return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong(MessagePath("content"), ContentShape);
        }

        for (int i = 0; Next(); i++)
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.EndArray:
                    return true;
                case JsonTokenType.String:
                    Tally.TextBytes += TextLength();
                    break;
                case JsonTokenType.StartObject:
                    if (!ReadPart(i))
                    {
                        return false;
                    }

                    break;
                default:
                    return Wrong($"{MessagePath("content")}[{i}]", "a string or an object");
            }
        }

        return false;
    }

    private bool ReadPart(int part)
    {
        bool image = false, audio = false;
        ulong seen = 0;
        while (NextMember(Place.Part, part, ref seen, out RequestField field))
        {
            image |= field == RequestField.ImageUrl;
            audio |= field == RequestField.InputAudio;
            if (field is RequestField.Type or RequestField.Text)
            {
                if (_reader.TokenType != JsonTokenType.String)
                {
                    return Wrong(Path(Place.Part, part, field == RequestField.Type ? "type" : "text"), "a string");
                }

                if (field == RequestField.Text)
                {
                    Tally.TextBytes += TextLength();
                    continue;
                }

                image |= TextIs("image_url"u8) || TextIs("input_image"u8) || TextIs("image"u8);
                audio |= TextIs("input_audio"u8) || TextIs("audio"u8);
            }
            else if (!SkipValue())
            {
                return false;
            }
        }

        Tally.ImageCount += image ? 1 : 0;
        Tally.AudioCount += audio ? 1 : 0;
        return Unharmed;
    }
}
